"""The console's calls: a service and a server of their own, which the public listener does not lead to."""
