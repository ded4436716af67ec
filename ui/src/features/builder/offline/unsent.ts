/** What the rest of the app asks of the shelf, when a person leaves. */
import { Shelf, type Unsent } from './shelf';

export async function unsentOf(person: number): Promise<Unsent> {
  const shelf = await Shelf.open(person);
  try {
    return await shelf.unsent();
  } finally {
    shelf.close();
  }
}

export async function drop(person: number): Promise<void> {
  await Shelf.clear(person);
}
