"""The words of the trade: frozen dataclasses, pure functions and Protocols. May use nothing but the standard library."""
