/** Map.groupBy, which Node 20 lacks: groups in order of first meeting, members in order. */
export function groupBy<T, G>(items: Iterable<T>, groupOf: (item: T) => G): Map<G, T[]> {
  const groups = new Map<G, T[]>();
  for (const item of items) {
    const group = groupOf(item);
    const members = groups.get(group);
    if (members) members.push(item);
    else groups.set(group, [item]);
  }
  return groups;
}
