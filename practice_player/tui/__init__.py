"""What a person sees and presses; importing it loads nothing but itself."""
