"""The one place that calls out: a signed POST to an app's endpoint. See `sender` for what it must not reach."""
