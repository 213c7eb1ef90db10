"""The tables of work.db, a module for each, and every act's transaction. May not touch the cache."""
