"""SMART Backend Services (SMART App Launch IG 2.2.0): scopes, keys and assertions of clients, and their tokens."""
