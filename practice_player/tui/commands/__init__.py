"""Every key, once: bindings, the footer, the palette and the help are made from these lists, one a screen."""
