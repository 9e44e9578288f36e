import { useEffect, useState } from 'react';

/** A value once it has stayed the same for a moment: what is typed is not asked at every key. */
export function useSettled<Value>(value: Value, waitMs = 300): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}
