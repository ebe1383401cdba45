"""What people met, each as they met it; a folder for each case."""
