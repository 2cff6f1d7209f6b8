// All that the page runs, in this order. The server gives this file with everything in it that is imported from here.
import './app/theme.js';
import './app/main.js';
