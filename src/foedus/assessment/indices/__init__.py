"""Published indices of alignment, each as its authors define it, side by side."""
