"""onetoone: creators and fans meet in paid, private 1:1 video and audio calls."""
