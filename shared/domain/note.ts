/** So many letters of what somebody says are kept as one note. */
export const NOTE_LENGTH_MAX = 1600;
