"""The two files with their tables: looked at, brought to the present version, opened. May not repair the precious one."""
