import { describe, expect, it } from 'vitest'
import { allNodes, foldableIds, pathTo, visibleRows } from './rows'
import { someStep } from './some'
import { buildTree, ORPHANS, type TreeNode } from './tree'

/** `a(b c(d))`: a forest as text. */
const text = (nodes: TreeNode[]): string =>
  nodes.map((n) => n.id + (n.children.length > 0 ? `(${text(n.children)})` : '')).join(' ')

describe('the tree of steps', () => {
  it('nests by parent and orders siblings by start, then by arrival', () => {
    const steps = [
      someStep('late', { parent_id: 'root', at: 5, sequence: 2 }),
      someStep('second', { parent_id: 'root', at: 1, sequence: 4 }),
      someStep('first', { parent_id: 'root', at: 1, sequence: 3 }),
      someStep('root', { sequence: 5, seconds: 9 }),
    ]
    expect(text(buildTree(steps, false))).toBe('root(first second late)')
  })

  it('keeps the later arrival of a step that came twice', () => {
    const [node] = buildTree(
      [someStep('a', { status: 'running', ended_at: null }), someStep('a', { status: 'ok' })],
      false,
    )
    expect(node!.step!.status).toBe('ok')
  })

  it('puts steps whose parent is not there under a synthetic root, last', () => {
    const tree = buildTree([someStep('x', { parent_id: 'gone', at: -5 }), someStep('root')], false)
    expect(text(tree)).toBe(`root ${ORPHANS}(x)`)
    expect(tree[1]).toMatchObject({
      step: null,
      start: tree[1]!.children[0]!.start,
      end: tree[1]!.children[0]!.end,
    })
  })

  it('passes the children of a hidden span on to the nearest visible ancestor', () => {
    const steps = [
      someStep('agent', { kind: 'agent' }),
      someStep('http', { kind: 'span', parent_id: 'agent' }),
      someStep('sql', { kind: 'span', parent_id: 'http' }),
      someStep('model', { kind: 'model', parent_id: 'sql' }),
      someStep('entry', { kind: 'span' }),
      someStep('tool', { parent_id: 'entry', at: 2 }),
    ]
    expect(text(buildTree(steps, false))).toBe('agent(model) tool')
    expect(text(buildTree(steps, true))).toBe('agent(http(sql(model))) entry(tool)')
  })

  it('cuts circles of parents instead of losing them', () => {
    const circle = [
      someStep('a', { parent_id: 'c' }),
      someStep('b', { parent_id: 'a' }),
      someStep('c', { parent_id: 'b' }),
      someStep('self', { parent_id: 'self' }),
    ]
    const ids = [...allNodes(buildTree(circle, false))].map((n) => n.id).sort()
    expect(ids).toEqual(['a', 'b', 'c', 'self', ORPHANS])
    const hidden = [
      someStep('s', { kind: 'span', parent_id: 't' }),
      someStep('t', { kind: 'span', parent_id: 's' }),
      someStep('m', { parent_id: 's' }),
    ]
    expect(text(buildTree(hidden, false))).toBe(`${ORPHANS}(m)`)
  })

  it('builds 10,000 nested steps without running out of stack', () => {
    const deep = Array.from({ length: 10_000 }, (_, i) =>
      someStep(`s${i}`, { parent_id: i ? `s${i - 1}` : null }),
    )
    expect(visibleRows(buildTree(deep, false), new Set())).toHaveLength(10_000)
  })
})

describe('the rows', () => {
  const tree = buildTree(
    [
      someStep('r', { seconds: 9 }),
      someStep('a', { parent_id: 'r', at: 1 }),
      someStep('b', { parent_id: 'a', at: 1 }),
      someStep('c', { parent_id: 'r', at: 3 }),
    ],
    false,
  )

  it('carry what a treegrid announces', () => {
    const rows = visibleRows(tree, new Set())
    expect(rows.map((r) => [r.node.id, r.level, r.position, r.siblings, r.parent, r.expandable])).toEqual([
      ['r', 1, 1, 1, -1, true],
      ['a', 2, 1, 2, 0, true],
      ['b', 3, 1, 1, 1, false],
      ['c', 2, 2, 2, 0, false],
    ])
  })

  it('leave out what is folded', () => {
    expect(visibleRows(tree, new Set(['a'])).map((r) => r.node.id)).toEqual(['r', 'a', 'c'])
    expect(visibleRows(tree, foldableIds(tree)).map((r) => r.node.id)).toEqual(['r'])
  })

  it('have a path to each node', () => {
    expect(pathTo(tree, 'b')).toEqual(['r', 'a'])
    expect(pathTo(tree, 'r')).toEqual([])
    expect(pathTo(tree, 'nobody')).toBeNull()
  })
})
