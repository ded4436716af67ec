/** Why: what every screen needs, though not for its first picture, comes in one file: apart its pieces weigh more. */
export { Company } from './company';
export { derived } from '../document/derive';
export { facesOf } from './faces';
export { screenOn } from './screen';
