import './live.js';
import './times.js';
import './clock.js';
import './desk.js';
import './handset.js';
