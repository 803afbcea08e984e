/** Deeper than anything that a client has reason to send, shallower than what recursive code can walk. */
export const DEEPEST_BODY = 100;

/** Whether a parsed JSON value has objects and lists within one another more than `levels` deep. Uses no recursion. */
export function isNestedDeeperThan(levels: number, value: unknown): boolean {
  let layer: unknown[] = [value];
  for (let depth = 0; layer.length > 0; depth += 1) {
    layer = layer.filter((one) => typeof one === 'object' && one !== null);
    if (layer.length > 0 && depth === levels) return true;
    layer = layer.flatMap((one): unknown[] => Object.values(one as object));
  }
  return false;
}
