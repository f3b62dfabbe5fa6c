import './htmx-setup.js';
import './theme-choice.js';
