export { readNpy, type Npy } from './npy.js';
