"""Words beside a mailbox, a number or a link: a label, an instruction, or a warning not to use it."""
