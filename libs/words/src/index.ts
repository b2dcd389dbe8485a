export { alertWords, patternWords } from './alert-words.js';
