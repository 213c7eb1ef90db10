"""The use cases: reading the queues, acting, pulling and pushing. May use no Qt, no SQL and no HTTP."""
