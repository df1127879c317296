"""What validate asks: each record (pandera), and the dataset as a whole (great-expectations)."""
