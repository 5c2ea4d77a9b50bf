/** Keys of one block share their upper sixteen bits, as in the serialised form. */
const WORDS = 2_048;
const NO_RUNS = 12_346;
const WITH_RUNS = 12_347;
/** Larger containers are stored as bits, smaller ones as a list. */
const LIST_MAX = 4_096;
/** Fewer containers than this are stored without offsets when runs are allowed. */
const OFFSETS_FROM = 4;
/** Blocks are cut from slabs of so many: an array buffer of its own for each would cost more than filling it. */
const BLOCKS_IN_A_SLAB = 32;

let slab = new ArrayBuffer(0);
let used = 0;

function emptyBlock(): Uint32Array {
  const bytes = WORDS * Uint32Array.BYTES_PER_ELEMENT;
  if (used + bytes > slab.byteLength) [slab, used] = [new ArrayBuffer(BLOCKS_IN_A_SLAB * bytes), 0];
  used += bytes;
  return new Uint32Array(slab, used - bytes, WORDS);
}

/**
 * A set of account keys as plain bits, filled straight from stored roaring bitmaps: for the thousands of small bitmaps
 * of a month this costs a tenth of what building each of them as an object does. Keys are given out in sequence, so
 * the bits are dense.
 */
export class WalletSet {
  readonly #blocks = new Map<number, Uint32Array>();
  #size = 0;

  /**
   * Adds everyone of a bitmap in the portable serialisation of the roaring format specification.
   * @returns how many it holds
   * @throws Error for bytes that are not such a bitmap
   */
  add(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const cookie = view.getUint32(0, true);
    const runs = (cookie & 0xffff) === WITH_RUNS;
    if (!runs && cookie !== NO_RUNS) throw new Error('these bytes are no roaring bitmap');
    const containers = runs ? (cookie >>> 16) + 1 : view.getUint32(4, true);
    const flags = runs ? 4 : 0;
    const heads = runs ? 4 + ((containers + 7) >> 3) : 8;
    let at = heads + 4 * containers + (!runs || containers >= OFFSETS_FROM ? 4 * containers : 0);
    let total = 0;
    for (let index = 0; index < containers; index += 1) {
      const block = this.#block(view.getUint16(heads + 4 * index, true));
      const size = view.getUint16(heads + 4 * index + 2, true) + 1;
      total += size;
      if (runs && ((bytes[flags + (index >> 3)] as number) >> (index & 7)) & 1) at = this.#addRuns(block, view, at);
      else if (size > LIST_MAX) at = this.#addBits(block, view, at);
      else at = this.#addList(block, view, at, size);
    }
    return total;
  }

  /** Adds everyone of another set. */
  addAll(other: WalletSet): void {
    for (const [high, theirs] of other.#blocks) {
      const own = this.#block(high);
      for (let word = 0; word < WORDS; word += 1) this.#put(own, word, theirs[word] as number);
    }
  }

  /** Takes everyone of another set away. */
  removeAll(other: WalletSet): void {
    this.#size -= this.shared(other);
    for (const [high, own] of this.#blocks) {
      const theirs = other.#blocks.get(high);
      if (!theirs) continue;
      for (let word = 0; word < WORDS; word += 1) own[word] = (own[word] as number) & ~(theirs[word] as number);
    }
  }

  /** Empties the set and keeps its memory, for the next of thousands of small unions. */
  clear(): void {
    for (const own of this.#blocks.values()) own.fill(0);
    this.#size = 0;
  }

  get size(): number {
    return this.#size;
  }

  /** How many are in both sets. */
  shared(other: WalletSet): number {
    let total = 0;
    for (const [high, own] of this.#blocks) {
      const theirs = other.#blocks.get(high);
      if (!theirs) continue;
      for (let word = 0; word < WORDS; word += 1) total += ones((own[word] as number) & (theirs[word] as number));
    }
    return total;
  }

  /** The keys, ascending. */
  keys(): number[] {
    return [...this.#blocks.keys()]
      .sort((a, b) => a - b)
      .flatMap((high) => {
        const own = this.#block(high);
        const found: number[] = [];
        for (let low = 0; low < WORDS * 32; low += 1) {
          if (((own[low >> 5] as number) >>> (low & 31)) & 1) found.push(high * 65_536 + low);
        }
        return found;
      });
  }

  #block(high: number): Uint32Array {
    let found = this.#blocks.get(high);
    if (!found) {
      found = emptyBlock();
      this.#blocks.set(high, found);
    }
    return found;
  }

  #put(block: Uint32Array, word: number, bits: number): void {
    const fresh = bits & ~(block[word] as number);
    if (fresh === 0) return;
    block[word] = (block[word] as number) | fresh;
    this.#size += ones(fresh);
  }

  #addList(block: Uint32Array, view: DataView, start: number, size: number): number {
    const end = start + 2 * size;
    for (let at = start; at < end; at += 2) {
      const low = view.getUint16(at, true);
      this.#put(block, low >> 5, 1 << (low & 31));
    }
    return end;
  }

  #addBits(block: Uint32Array, view: DataView, start: number): number {
    for (let word = 0; word < WORDS; word += 1) this.#put(block, word, view.getUint32(start + 4 * word, true));
    return start + 4 * WORDS;
  }

  #addRuns(block: Uint32Array, view: DataView, start: number): number {
    const end = start + 2 + 4 * view.getUint16(start, true);
    for (let at = start + 2; at < end; at += 4) {
      const first = view.getUint16(at, true);
      const last = first + view.getUint16(at + 2, true);
      for (let low = first; low <= last; low += 1) this.#put(block, low >> 5, 1 << (low & 31));
    }
    return end;
  }
}

/** How many bits of a word are set. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
