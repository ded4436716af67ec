/**
 * Why: at a quiet mat a beep tells the runner that the read was taken. A browser lets no page sound before
 * somebody has touched it, unless the kiosk is told to; then it is silent and nothing else happens.
 */
const HERTZ = 1760;
const LONG_S = 0.12;
const LOUD = 0.25;
/** In a crowd one beep stands for all. */
const AGAIN_MS = 200;

interface Sounding { readonly AudioContext?: typeof AudioContext }

export class Beep {
  muted = false;
  private context: AudioContext | null = null;
  private last = -Infinity;

  constructor(private readonly world: Sounding) {}

  sound(now: number): void {
    if (this.muted || now - this.last < AGAIN_MS) return;
    this.last = now;
    const { AudioContext } = this.world;
    if (AudioContext === undefined) return;
    this.context = this.context ?? new AudioContext();
    // Refused without a touch: the next one may sound.
    if (this.context.state === 'suspended') void this.context.resume().catch(() => undefined);
    else this.play(this.context);
  }

  private play(context: AudioContext): void {
    const at = context.currentTime;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = HERTZ;
    volume.gain.setValueAtTime(LOUD, at);
    // To nothing by steps would click.
    volume.gain.exponentialRampToValueAtTime(0.001, at + LONG_S);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + LONG_S);
  }
}
