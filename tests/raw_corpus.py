"""Compile real published files, where they lie beside this tree, and compare
what comes of them with counts made here, independently of our readers.

Usage: raw_corpus.py XW CORPUS   (exit 77: not here, or no PyYAML)"""
import glob
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77


def oscal_labels(path):
    def controls(holder):
        for group in holder.get('groups', []):
            yield from controls(group)
        for control in holder.get('controls', []):
            yield control
            yield from controls(control)

    catalog = json.loads(pathlib.Path(path).read_text())['catalog']
    for control in controls(catalog):
        labels = [p['value'] for p in control['props']
                  if p['name'] == 'label' and p.get('class') != 'sp800-53a']
        withdrawn = any(p['name'] == 'status' and
                        p['value'].lower() == 'withdrawn'
                        for p in control['props'])
        yield labels[0], withdrawn


def listed(objects, one, many):
    for key in one, many:
        found = objects.get(key, [])
        yield from [found] if isinstance(found, dict) else found


def ciso_counts(yaml, folder):
    """Nodes by framework, and of each mapping set its rows, turned one way."""
    nodes, sets = {}, []
    for path in sorted(glob.glob(f'{folder}/*.yaml')):
        with open(path, encoding='utf-8') as file:
            objects = yaml.load(file, Loader=yaml.CSafeLoader)['objects']
        for framework in listed(objects, 'framework', 'frameworks'):
            nodes[framework['urn'].split(':')[-1]] = len(
                framework['requirement_nodes'])
        for mapping_set in listed(objects, 'requirement_mapping_set',
                                  'requirement_mapping_sets'):
            sets.append((mapping_set['urn'].split(':')[-1],
                         len(mapping_set['requirement_mappings'])))
    return nodes, sets


def ctid_pairs(path):
    """(control, technique) whatever the spelling of the control."""
    pairs, spellings = set(), set()
    for one in json.loads(pathlib.Path(path).read_text())['mapping_objects']:
        if one.get('capability_id') and one.get('attack_object_id'):
            spellings.add(one['capability_id'])
            found = re.fullmatch(r'([A-Z]{2})-0*(\d+)(?:\(0*(\d+)\))?',
                                 one['capability_id'])
            pairs.add((found.groups(), one['attack_object_id']))
    return pairs, spellings


def walk(controls):
    for control in controls:
        yield control
        yield from walk(control.get('controls', []))


def compile_all(xw, corpus):
    with tempfile.TemporaryDirectory() as folder:
        graph = pathlib.Path(folder) / 'raw.xwg'
        run = subprocess.run([xw, 'compile', '-v', corpus, '-o', graph],
                             capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert ' error: ' not in run.stderr, run.stderr
        exported = subprocess.run([xw, 'export', '--format', 'json', '-g', graph],
                                  capture_output=True, text=True, check=True)
    return run.stderr, json.loads(exported.stdout)


def main(xw, corpus):
    if not pathlib.Path(corpus).is_dir():
        print(f'skipped: no {corpus}')
        return SKIPPED
    try:
        import yaml
    except ImportError:
        print('skipped: no PyYAML')
        return SKIPPED
    said, graph = compile_all(xw, corpus)
    frameworks = {f['id']: {c['id']: c for c in walk(f.get('controls', []))}
                  for f in graph['frameworks']}
    sets = {s['id']: s for s in graph['mapping_sets']}

    labels = list(oscal_labels(
        f'{corpus}/oscal/NIST_SP-800-53_rev4_catalog-min.json'))
    rev4 = frameworks['nist-sp-800-53-rev4']
    assert all(label in rev4 for label, _ in labels)
    assert (sum(withdrawn for _, withdrawn in labels) ==
            sum(c.get('status') == 'withdrawn' for c in rev4.values()))

    nodes, mapping_sets = ciso_counts(yaml, f'{corpus}/ciso-assistant')
    assert len(nodes) == 4 and all(
        len(frameworks[framework]) >= count
        for framework, count in nodes.items()), nodes
    rows = sum(count for _, count in mapping_sets)
    folded = sum(map(int, re.findall(r'XW-233\].*?: (\d+) rows', said)))
    kept = sum(count for name, count in mapping_sets if name in sets)
    assert rows == folded + kept, (rows, folded, kept)

    pairs, spellings = ctid_pairs(
        f'{corpus}/ctid/nist_800_53-rev5_attack-16.1-enterprise.json')
    ours = sets['ctid-nist-sp-800-53-rev5-mitre-attack-16.1-enterprise']
    assert len(ours['mappings']) == len(pairs), (len(pairs), len(spellings))

    for name in 'csf2.xlsx', 'oscal_mapping_schema.json':
        assert re.search(rf'{re.escape(name)}:.*(XW-011|XW-007)', said), name
    print(f'{len(labels)} controls of 800-53 rev 4, {rows} rows of CISO '
          f'Assistant with {folded} folded, {len(pairs)} pairs of CTID')
    return 0


sys.exit(main(*sys.argv[1:]))
