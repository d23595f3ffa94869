"""Compile a library of CISO Assistant files as large and as odd as the real
ones, all made here, and see that nothing but its dangling references is wrong
with it, and that these are told exactly.

Usage: library.py XW [FRAMEWORKS SETS [FOLDER]]
With a folder the files stay there, and are not compiled."""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

RELATIONSHIPS = ['equal', 'subset', 'superset', 'intersect', 'not_related']
INVERSE = {'subset': 'superset', 'superset': 'subset'}
WORDS = ('policy access review incident supplier asset risk data record '
         'training backup continuity logging encryption change owner').split()


def prose(draw, least, most):
    return ' '.join(draw.choices(WORDS, k=draw.randint(least, most)))


class Framework:
    """One file: a tree of requirement nodes."""

    def __init__(self, draw, number):
        self.ref = f'fw-{number:03}'
        self.urn = f'urn:acme:risk:framework:{self.ref}'
        self.nodes = []
        chapters = draw.randint(4, 14)
        for chapter in range(1, chapters + 1):
            top = self.add(draw, f'{chapter}', None, 1, number)
            for section in range(1, draw.randint(3, 14)):
                node = self.add(draw, f'{chapter}.{section}', top, 2, number)
                for item in range(draw.randint(0, 4)):
                    self.add(draw, f'{chapter}.{section}.{item + 1}', node, 3,
                             number)

    def add(self, draw, ref, parent, depth, number):
        # Every third node of the deepest level has no id of its own.
        own = None if depth == 3 and draw.random() < 0.6 else ref
        tail = f'node{len(self.nodes)}' if own is None else ref
        urn = f'urn:acme:risk:req_node:{self.ref}:{tail}'
        self.nodes.append((urn, own, parent, depth))
        return urn

    def text(self, draw, number):
        upper = number % 7 == 0 # URNs compare whatever their case
        out = [f'# Library {number}', f'urn: urn:acme:risk:library:{self.ref}',
               'locale: en', f'ref_id: {self.ref}', f'name: Framework {number}',
               'version: 1', 'publication_date: 2025-01-01',
               f'provider: &who{number} ACME', f'packager: *who{number}',
               'objects:']
        if number % 5 == 0:
            out += ['  risk_matrix:', '  - urn: urn:acme:risk:matrix:m',
                    '    name: Matrix', '    grid: [[0, 1], [1, 2]]']
        if number % 6 == 0:
            out += ['  reference_controls: []', '  threats: []']
        many = number % 4 == 0
        out += ['  frameworks:' if many else '  framework:']
        mark, rest = ('  - ', '    ') if many else ('    ', '    ')
        out += [f'{mark}urn: {self.urn.upper() if upper else self.urn}',
                f'{rest}ref_id: {self.ref}', f'{rest}name: Framework {number}',
                f'{rest}description: |', f'{rest}  {prose(draw, 5, 30)}',
                f'{rest}  {prose(draw, 5, 30)}',
                f'{rest}implementation_groups_definition:',
                f'{rest}- ref_id: Core', f'{rest}  name: Core',
                f'{rest}scores_definition:', f'{rest}- score: 1',
                f'{rest}  name: Low', f'{rest}requirement_nodes:']
        for urn, own, parent, depth in self.nodes:
            out.append(f'{rest}- urn: {urn.upper() if upper else urn}')
            out.append(f'{rest}  assessable: {str(depth > 1).lower()}')
            out.append(f'{rest}  depth: {depth}')
            if parent:
                out.append(f'{rest}  parent_urn: {parent}')
            if own:
                out.append(f'{rest}  ref_id: {own!r}')
                out.append(f'{rest}  name: {prose(draw, 2, 8)}')
            out += [f'{rest}  description: >-', f'{rest}    {prose(draw, 10, 90)}',
                    f'{rest}    {prose(draw, 5, 60)}']
            if draw.random() < 0.2:
                out += [f'{rest}  annotation: "{prose(draw, 5, 40)}"']
            if draw.random() < 0.3:
                out += [f'{rest}  implementation_groups:', f'{rest}  - Core']
            if draw.random() < 0.3:
                out += [f'{rest}  translations:', f'{rest}    fr:',
                        f'{rest}      name: {prose(draw, 2, 8)}',
                        f'{rest}      description: "{prose(draw, 10, 60)}"']
        return '\n'.join(out) + '\n'


class MappingSet:
    """One file, every other one with the inverse in it too."""

    def __init__(self, draw, number, a, b, nobody):
        self.number, self.a, self.b = number, a, b
        self.nobody = nobody # ships the target framework
        self.target_urn = (f'urn:acme:risk:framework:unshipped-{number}'
                           if nobody else b.urn)
        both = number % 2 == 0
        self.name = f'{a.ref}-{"and" if both else "to"}-{b.ref}-{number}'
        self.both = both
        self.rows, self.dangling = [], set()
        seen = set()
        dangles = number % 3 == 0
        for _ in range(draw.randint(300, 3000)):
            source = draw.choice(a.nodes)[0]
            target = draw.choice(b.nodes)[0]
            if dangles and draw.random() < 0.05:
                target = f'urn:acme:risk:req_node:{b.ref}:gone{draw.randint(1, 40)}'
            if (source, target) in seen:
                continue
            seen.add((source, target))
            if nobody or target.split(':')[-1].startswith('gone'):
                self.dangling.add(target)
            strength = draw.choice([None, 3, 5, 8, 10])
            if number % 8 == 0:
                strength = draw.choice([50, 90])
            self.rows.append((source, target, draw.choice(RELATIONSHIPS),
                              strength))

    def part(self, turned):
        ends = [self.a.urn, self.target_urn]
        source, target = reversed(ends) if turned else ends
        tail = '-revert' if turned else ''
        out = [f'  - urn: urn:acme:risk:req_mapping_set:{self.name}{tail}',
               f'    ref_id: {self.name}{tail}', f'    name: {self.name}{tail}',
               f'    source_framework_urn: {source}',
               f'    target_framework_urn: {target}',
               '    requirement_mappings:']
        for a, b, relationship, strength in self.rows:
            if turned:
                a, b = b, a
                relationship = INVERSE.get(relationship, relationship)
            out += [f'    - source_requirement_urn: {a}',
                    f'      target_requirement_urn: {b.upper()}',
                    f'      relationship: {relationship}']
            if strength is not None:
                out.append(f'      strength_of_relationship: {strength}')
        return out

    def text(self):
        out = [f'urn: urn:acme:risk:library:{self.name}', 'locale: en',
               f'name: {self.name}', 'version: 1', 'provider: ACME', 'objects:',
               '  requirement_mapping_sets:']
        out += self.part(False) + (self.part(True) if self.both else [])
        return '\n'.join(out) + '\n'


def make(folder, framework_count, set_count):
    draw = random.Random(20261128)
    frameworks = [Framework(draw, i) for i in range(framework_count)]
    for number, framework in enumerate(frameworks):
        (folder / f'{framework.ref}.yaml').write_text(
            framework.text(draw, number))
    sets = []
    for number in range(set_count):
        a, b = draw.sample(frameworks, 2)
        sets.append(MappingSet(draw, number, a, b, number % 15 == 7))
        (folder / f'mapping-{sets[-1].name}.yaml').write_text(sets[-1].text())
    return frameworks, sets


def check(xw, folder, frameworks, sets):
    graph = folder.parent / 'library.xwg'
    began = time.monotonic()
    run = subprocess.run([xw, 'compile', '-v', folder, '-o', graph],
                         capture_output=True, text=True, check=False)
    took = time.monotonic() - began
    assert run.returncode == 0, run.stderr
    assert ' error: ' not in run.stderr, run.stderr
    stats = json.loads(subprocess.run(
        [xw, 'stats', '-g', graph, '--format', 'json'], capture_output=True,
        text=True, check=True).stdout)
    declared = sum(len(f.nodes) for f in frameworks)
    dangling = {(s.target_urn, d.lower()) for s in sets for d in s.dangling}
    unshipped = sum(s.nobody for s in sets)
    rows = sum(len(s.rows) for s in sets)
    assert stats['frameworks'] == len(frameworks) + unshipped, stats
    assert stats['implied_frameworks'] == unshipped, stats
    assert stats['controls'] == declared + len(dangling), (stats, declared)
    assert stats['mapping_rows'] == rows, (stats, rows)
    said = {name: int(count) for name, count in re.findall(
        r"mapping set '([^']*)' names controls that no catalogue has: (\d+)",
        run.stderr)}
    wanted = {s.name: len(s.dangling) for s in sets if s.dangling}
    assert said == wanted, (said, wanted)
    folded = re.findall(r'XW-233\].*?: (\d+) rows', run.stderr)
    assert sorted(map(int, folded)) == sorted(
        len(s.rows) for s in sets if s.both), folded
    divided = re.findall(r'XW-232\].*?100: (\d+),', run.stderr)
    assert sorted(map(int, divided)) == sorted(
        len(s.rows) for s in sets if s.number % 8 == 0), divided
    size = sum(p.stat().st_size for p in folder.iterdir())
    print(f'{len(frameworks)} frameworks, {declared} nodes, {len(sets)} files of '
          f'mapping sets, {rows} rows, {len(dangling)} dangling references; '
          f'{size / 1e6:.1f} MB in {took:.2f} s')


def main(xw, framework_count='24', set_count='16', kept=None):
    counts = int(framework_count), int(set_count)
    if kept:
        pathlib.Path(kept).mkdir(parents=True, exist_ok=True)
        make(pathlib.Path(kept), *counts)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / 'library'
        folder.mkdir()
        check(xw, folder, *make(folder, *counts))


main(*sys.argv[1:])
