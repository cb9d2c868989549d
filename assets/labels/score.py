#!/usr/bin/env python3
"""score.py LABELLED PREDICTED - how many quotations went to the right speaker; totals only, no errors are shown.

LABELLED is a file that load.py wrote, PREDICTED what `fit --predict` wrote: an object a story with `id` and `quotes`, each with
`start`, `end`, `speaker`, `source_start`, `source_end`, `conf`. Per cent, with 95 % intervals (stories drawn again 1,000 times):
  right speaker   quotations whose speaker is right; one not found counts as wrong
  terms reported  titles and terms that are given to somebody
  sure and right  of the attributions at .9 and more
A person is right when the last names are equal and the first names do not differ; others when the words that name them are met or
their last words are equal."""
import json, random, re, sys
from collections import defaultdict

HONORIFICS = set('mr mrs ms miss dr sir dame lord lady prof professor rev president senator minister'.split())


def parts(name):
    words = [re.sub(r"[^\w'-]", '', it).lower() for it in re.sub(r"[’']s\b", '', name or '').split()]
    words = [it for it in words if it]
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    return words


def same_name(told, wanted):
    a, b = parts(told), parts(wanted)
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        short, long = sorted((a, b), key=len)
        return short[0] in (long[0], long[-1])
    return a[-1] == b[-1] and (a[0] == b[0] or a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])))


def meets(a, b, c, d):
    return None not in (a, b, c, d) and min(b, d) > max(a, c)


def is_right(label, told):
    if told is None or not told.get('speaker'):
        return False
    source = label['source'] or {}
    named = any(same_name(told['speaker'], it) for it in label['speakers'])
    if label['speaker_type'] == 'person':
        return named
    met = meets(told.get('source_start'), told.get('source_end'), source.get('start'), source.get('end'))
    heads = {parts(it)[-1] for it in label['speakers'] if parts(it)}
    return met or named or bool(parts(told['speaker'])) and parts(told['speaker'])[-1] in heads


def matched(label, predicted):
    """The prediction that shares most of the label's words, if it is half of both."""
    def share(it):
        both = min(it['end'], label['end']) - max(it['start'], label['start'])
        return both / max(1, max(it['end'], label['end']) - min(it['start'], label['start']))
    best = max(predicted, key=share, default=None)
    return best if best and share(best) >= .5 else None


def story(labels, predicted):
    counts = defaultdict(lambda: [0, 0])
    def count(measure, right):
        counts[measure][0] += right
        counts[measure][1] += 1
    for label in labels['quotes']:
        told = matched(label, predicted)
        if label['kind'] == 'other':
            count('terms reported', told is not None and bool(told.get('speaker')))
        elif label['kind'] in ('direct', 'mixed') and label['reliable']:
            right = is_right(label, told)
            count('right speaker', right)
            count('  whole utterances' if label['kind'] == 'direct' else '  words within a sentence', right)
            count(f"  named by {label['source_kind']}", right)
            if told is not None and told.get('speaker') and told.get('conf', 0) >= .9:
                count('sure and right', right)
    return counts


def total(stories, measure):
    right = sum(it[measure][0] for it in stories if measure in it)
    count = sum(it[measure][1] for it in stories if measure in it)
    return 100 * right / count if count else float('nan'), count


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    predicted = {it['id']: it['quotes'] for it in map(json.loads, open(sys.argv[2], encoding='utf-8'))}
    stories = [story(it, predicted.get(it['id'], [])) for it in map(json.loads, open(sys.argv[1], encoding='utf-8'))]
    drawn = random.Random(1)
    samples = [drawn.choices(stories, k=len(stories)) for _ in range(1000)]
    print(f'{len(stories)} stories')
    for measure in sorted({key for it in stories for key in it}, key=lambda it: (it.strip() != it, it)):
        share, count = total(stories, measure)
        ends = sorted(total(it, measure)[0] for it in samples)
        print(f'{measure:26}{share:6.1f}  [{ends[25]:.0f}-{ends[975]:.0f}]  n={count}')


if __name__ == '__main__':
    main()
