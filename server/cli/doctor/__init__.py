"""`curae doctor`: what is wrong with a deployment, before a person finds out."""
