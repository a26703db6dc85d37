"""What a deployment is made of beside the code: image, compose, Kubernetes, systemd, dashboards, and the release."""
