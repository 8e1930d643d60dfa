import { openComponent, subjectWithin, type Fact } from '../contract/fact.js';
import type { Facts } from '../contract/read-facts.js';
import { namesIn } from '../contract/keywords.js';
import { byCodeUnit } from '../shared/json.js';
import { componentUses, sideOf } from './component-uses.js';
import {
  additionOf,
  isReplaced,
  ownDifferences,
  removalOf,
  renamingOf,
  typeText,
  type Difference,
  type Spot,
} from './difference.js';

/**
 * Compares two contracts along their operations, and then their exported types.
 *
 * A fact that comes or goes is one difference, whatever stands inside it. A pair of components is
 * compared once for each side that uses it, at the first place.
 */
export function* compareFacts(before: Facts, after: Facts): Generator<Difference> {
  const met = new Set<string>();

  function* compareAll(
    was: readonly Fact[],
    is: readonly Fact[],
    spotOf: (fact: Fact) => Spot,
  ): Generator<Difference> {
    for (const { earlier, later } of pairs(was, is)) {
      if (!later && earlier) yield removalOf(earlier, spotOf(earlier));
      else if (!earlier && later) yield additionOf(later, spotOf(later));
      else if (earlier && later) yield* compare(earlier, later, spotOf(later));
    }
  }

  function* compare(was: Fact, is: Fact, spot: Spot): Generator<Difference> {
    const areUnions = 'union' in was.traits && 'union' in is.traits;
    if (was.component === is.component || 'union' in was.traits || 'union' in is.traits) {
      const aligned = areUnions ? alignBranches(was, is) : is;
      yield* ownDifferences(was, aligned, spot);
      yield* compareChildren(was, aligned, spot);
      if (was.component === is.component) yield* compareComponents(was, is, spot);
      return;
    }
    // What an inline schema says may now be said by a component, or by another one.
    const opened = openComponent(was, before.components);
    const openedNow = openComponent(is, after.components);
    const isRenamed = 'type' in is.traits && !isReplaced(opened, openedNow);
    if (isRenamed) yield renamingOf(was, is, spot);
    if (isMet(was, is, spot)) return;
    yield* ownDifferences(opened, openedNow, spot);
    yield* compareChildren(opened, openedNow, withinComponent(is, spot));
  }

  function* compareComponents(was: Fact, is: Fact, spot: Spot): Generator<Difference> {
    const root = before.components.get(was.component);
    const rootNow = after.components.get(is.component);
    if (!root || !rootNow || isMet(was, is, spot)) return;
    // The kind of the reference decides how the places of its properties are written.
    const { kind } = is;
    yield* compare({ ...root, kind }, { ...rootNow, kind }, withinComponent(is, spot));
  }

  function* compareChildren(was: Fact, is: Fact, spot: Spot): Generator<Difference> {
    const isOther = isReplaced(was, is);
    // A type that changed, or a branch that its union names, is told by the fact itself.
    const untold = pairs(was.children, is.children).filter(({ earlier, later }) => {
      const kind = (earlier ?? later)?.kind;
      const isPair = earlier !== undefined && later !== undefined;
      return isPair || (!isOther && kind !== 'branch');
    });
    yield* compareAll(
      untold.flatMap(({ earlier }) => earlier ?? []),
      untold.flatMap(({ later }) => later ?? []),
      (child) => ({
        ...spot,
        subject:
          spot.subject === spot.component
            ? `${spot.subject}${child.step}`
            : subjectWithin(spot.subject, is, child),
        place: subjectWithin(spot.place, is, child),
        side: is.kind === 'operation' ? sideOf(child) : spot.side,
      }),
    );
  }

  /** Whether a pair of components was compared before; notes it if not. */
  function isMet(was: Fact, is: Fact, { side }: Spot): boolean {
    if (was.component === '' || is.component === '') return false;
    const key = JSON.stringify([side, was.component, is.component]);
    const isKnown = met.has(key);
    met.add(key);
    return isKnown;
  }

  function* compareExportedTypes(): Generator<Difference> {
    const [uses, usesNow] = [componentUses(before), componentUses(after)];
    for (const { earlier, later } of pairs(before.exportedTypes, after.exportedTypes)) {
      if (!later && earlier) yield removalOf(earlier, topSpot(earlier));
      if (!earlier && later) yield additionOf(later, topSpot(later));
      if (!earlier || !later) continue;
      const [was, is] = [asReference(earlier), asReference(later)];
      const messages = [...(uses.get(was.component) ?? []), ...(usesNow.get(is.component) ?? [])];
      const sides = new Set(messages.map(({ side }) => side));
      for (const side of sides.size > 0 ? sides : (['response'] as const)) {
        const spot = { ...topSpot(later), side };
        if (was.component !== is.component) yield renamingOf(was, is, spot);
        yield* compareComponents(was, is, spot);
      }
    }
  }

  yield* compareAll(before.operations, after.operations, topSpot);
  // An alternative that comes or goes is told by its operations.
  for (const { earlier, later } of pairs(before.securitySchemes, after.securitySchemes)) {
    if (earlier && later) yield* ownDifferences(earlier, later, topSpot(later));
  }
  yield* compareExportedTypes();
}

interface Pair {
  readonly earlier: Fact | undefined;
  readonly later: Fact | undefined;
}

/** Facts of two lists by their steps, those of the first list first. */
function pairs(was: readonly Fact[], is: readonly Fact[]): Pair[] {
  const [earlier, later] = [was, is].map(
    (facts) => new Map(facts.map((fact) => [fact.step, fact])),
  );
  return [...new Set([...(earlier?.keys() ?? []), ...(later?.keys() ?? [])])].map((step) => ({
    earlier: earlier?.get(step),
    later: later?.get(step),
  }));
}

/** A later union with its branches named like those of the earlier one that they come from. */
function alignBranches(was: Fact, is: Fact): Fact {
  const names = (fact: Fact, other: Fact): string[] =>
    namesIn(fact.traits['type']).filter((name) => !namesIn(other.traits['type']).includes(name));
  const [gone, added] = [names(was, is), names(is, was)];
  const lastWord = (name: string): string => name.split('.').at(-1) ?? '';
  const only = gone.length === 1 && added.length === 1 ? gone[0] : undefined;
  const renamed = new Map(
    added.map((name) => {
      const like = gone.find((earlier) => lastWord(earlier) === lastWord(name));
      return [name, like ?? only ?? name];
    }),
  );
  const nameOf = (name: string): string => renamed.get(name) ?? name;
  return {
    ...is,
    traits: { ...is.traits, type: namesIn(is.traits['type']).map(nameOf).sort(byCodeUnit) },
    children: is.children.map((child) => ({
      ...child,
      step: child.kind === 'branch' ? `<${nameOf(child.step.slice(1, -1))}>` : child.step,
    })),
  };
}

const topSpot = ({ step }: Fact): Spot => ({
  subject: step,
  place: step,
  component: '',
  side: 'response',
});

const withinComponent = ({ component }: Fact, spot: Spot): Spot =>
  component === '' ? spot : { ...spot, subject: component, component };

const asReference = (type: Fact): Fact => ({
  ...type,
  component: typeText(type),
});
