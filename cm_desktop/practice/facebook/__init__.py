"""Facebook Pages as the practice platform plays them. May know of Instagram only what a Page is connected to."""
