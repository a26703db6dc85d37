"""Webhooks: the events, their signature, their retries, and the addresses that they may go to."""
