"""Real servers for tests. `postgres` and `seaweedfs` start one each; `shared` lets a whole test run share it."""
