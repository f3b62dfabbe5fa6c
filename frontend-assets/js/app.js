// What every page does. A feature with a behaviour of its own adds its module here.
import './requests.js';
import './theme-choice.js';
import './countdown.js';
import './dialog.js';
import './live.js';
