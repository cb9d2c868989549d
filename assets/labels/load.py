#!/usr/bin/env python3
"""load.py TEXTS... - puts labels.jsonl and the texts they were made on together.

Each of TEXTS is a file of JSON Lines with an object a story that has its text under `text` or `body`, or a JSON
array of such objects. A text belongs to the labels that have its SHA-256. Writes what the fitting command reads,
an object a story: two files, `fitted.jsonl` (stories that may be read and learnt from) and `away.jsonl` (those put
away: only totals are to be looked at). Offsets are code points of the text."""
import hashlib, json, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
PRONOUNS = set('he she they it who i we his her him their them himself herself you'.split())
TYPES = {'p': 'person', 'o': 'org', 'g': 'group', 'd': 'document', 'a': 'anon', '-': 'none'}


def texts(path):
    """The texts of a file by their hashes."""
    raw = open(path, encoding='utf-8').read()
    try:
        whole = json.loads(raw)
        objects = whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        objects = [json.loads(line) for line in raw.splitlines() if line.strip()]
    found = (it.get(key) for it in objects for key in ('text', 'body'))
    return {hashlib.sha256(it.encode()).hexdigest(): it for it in found if isinstance(it, str)}


def source_kind(kind, words, name):
    """How the words of a source name the speaker."""
    word = words.lower()
    if kind not in ('p', 'a'):
        return 'nonperson'
    if word in PRONOUNS:
        return 'pronoun'
    parts = [it for it in words.split() if it[:1].isupper()]
    if kind == 'a' or not parts:
        return 'title'
    return 'full' if words in name and len(parts) > 1 else 'surname' if parts[-1] in name else 'title'


def quote(number, label, text, paragraph):
    start, end, kind, type_, speakers, source, cue, joins = label
    words = text[source[0]:source[1]] if source else ''
    same = bool(cue) and paragraph(cue[0]) == paragraph(start)
    return {
        'start': start, 'end': end, 'text': text[start:end], 'words': len(text[start:end].split()), 'para': paragraph(start),
        'kind': {'D': 'direct', 'P': 'mixed', 'X': 'discard'}.get(kind, 'other'),
        'attr': f'E{joins or number}',
        'source': {'start': source[0], 'end': source[1], 'text': words} if source else None,
        'cue': {'start': cue[0], 'end': cue[1]} if cue else None,
        'speaker': speakers[0] if speakers else None, 'speakers': speakers,
        'speaker_type': TYPES[type_], 'source_kind': source_kind(type_, words, speakers[0] if speakers else '') if source else 'none',
        'reliable': kind in 'DP' and bool(speakers), 'multi_par': False,
        'cue_loc': 'sentence' if same else 'other' if cue else 'none', 'closed': True, 'suspect': False}


def article(labels, text):
    paragraph = lambda at: text.count('\n', 0, at)
    quotes = [quote(number, it, text, paragraph) for number, it in enumerate(labels['labels'], 1)]
    people = sorted({name for it in quotes for name in it['speakers'] if it['speaker_type'] == 'person'})
    return {'id': labels['id'], 'text': text, 'people': people, 'quotes': quotes}


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ('-h', '--help'):
        sys.exit(__doc__)
    known = {}
    for path in sys.argv[1:]:
        known.update(texts(path))
    counts = {False: 0, True: 0}
    missing = 0
    out = {away: open(name, 'w', encoding='utf-8') for away, name in ((False, 'fitted.jsonl'), (True, 'away.jsonl'))}
    for line in open(os.path.join(HERE, 'labels.jsonl'), encoding='utf-8'):
        labels = json.loads(line)
        text = known.get(labels['sha256'])
        if text is None:
            missing += 1
            continue
        counts[labels['away']] += 1
        out[labels['away']].write(json.dumps(article(labels, text), ensure_ascii=False) + '\n')
    print(f'{counts[False]} stories in fitted.jsonl, {counts[True]} in away.jsonl, {missing} without their text')


if __name__ == '__main__':
    main()
