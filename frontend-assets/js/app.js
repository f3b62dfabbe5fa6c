// What every page does. A feature with a behaviour of its own adds its module here.
import './requests.js';
import './theme-choice.js';
import './notices.js';
import './countdown.js';
import './dialog.js';
import './wrong.js';
import './live.js';
import './zone-of-browser.js';
import './copy.js';
import './local-time.js';
import './merge.js';
import './in-view.js';
import './chat.js';
import './call/softphone.js';
