/** Why: a block that exists in the document and cannot be drawn does not compile. */
import { carousel } from './carousel/carousel';
import { clock } from './clock/clock';
import { group } from './group/group';
import { image } from './image/image';
import { message } from './message/message';
import { more } from './more/more';
import { photo } from './photo/photo';
import { qr } from './qr/qr';
import { runners } from './runners/runners';
import type { BlockModules } from './scene';
import { shape } from './shape/shape';
import { table } from './table/table';
import { text } from './text/text';
import { ticker } from './ticker/ticker';
import { video } from './video/video';

export const BLOCKS: BlockModules = {
  text, image, photo, shape, clock, message, table, runners, group, carousel, ticker, qr, video, more,
};
