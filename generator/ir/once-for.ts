/** A function of an object that never changes: what it gives is kept as long as the object is. */
export function onceFor<Subject extends object, Result>(
  make: (subject: Subject) => Result,
): (subject: Subject) => Result {
  const known = new WeakMap<Subject, { readonly result: Result }>()
  return (subject) => {
    const last = known.get(subject)
    if (last) return last.result
    const result = make(subject)
    known.set(subject, { result })
    return result
  }
}
