"""The only place with SQL: two database files, one writer, as many readers as wanted. May not judge, send or word anything."""
