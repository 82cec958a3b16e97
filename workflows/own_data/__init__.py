"""What citizens take away of their own data: asked for, made once by the queue, and gone after a day."""
