/** Why: blocks that most templates do without come together, when a document has one of them. */
export { carousel } from './carousel/carousel';
export { image } from './image/image';
export { message } from './message/message';
export { photo } from './photo/photo';
export { qr } from './qr/qr';
export { table } from './table/table';
export { ticker } from './ticker/ticker';
export { video } from './video/video';
