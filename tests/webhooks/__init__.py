"""Webhooks from the transaction of the fact to a real receiver."""
