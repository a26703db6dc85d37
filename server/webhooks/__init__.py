"""The only outgoing calls: a signed POST to an app's endpoint. `sender` says which addresses are not allowed."""
