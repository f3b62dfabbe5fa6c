import './htmx-setup.js';
import './theme-choice.js';
import './zone-of-browser.js';
import './copy.js';
