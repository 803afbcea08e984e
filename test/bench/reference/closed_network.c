/* The closed network of TRUTHS T6 and T7 in C, as a yardstick for the kernel: loader pool -> haul -> dump pool ->
 * return, everything exponential. 4-ary heap, xoshiro256**, first in, first out pools.
 *
 *   closed_network TRUCKS LOADERS BAYS CYCLES SEED
 *
 * Prints truck cycles, seconds of wall clock, and simulated cycles a minute. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t s[4][4]; /* one stream a purpose */

static uint64_t splitmix(uint64_t *x) {
  uint64_t z = (*x += 0x9e3779b97f4a7c15ull);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline double exponential(int purpose, double mean) {
  uint64_t *q = s[purpose];
  const uint64_t result = rotl(q[1] * 5, 7) * 9, t = q[1] << 17;
  q[2] ^= q[0];
  q[3] ^= q[1];
  q[1] ^= q[2];
  q[0] ^= q[3];
  q[2] ^= t;
  q[3] = rotl(q[3], 45);
  return -mean * log(1.0 - (double)(result >> 11) * 0x1.0p-53);
}

typedef struct {
  double time;
  int64_t seq;
  int kind, truck;
} event;

static event *heap;
static int pending;
static int64_t scheduled;

static inline int before(const event *a, const event *b) {
  return a->time < b->time || (a->time == b->time && a->seq < b->seq);
}

static void schedule(double time, int kind, int truck) {
  event e = {time, scheduled++, kind, truck};
  int i = pending++;
  while (i > 0) {
    int parent = (i - 1) >> 2;
    if (!before(&e, &heap[parent])) break;
    heap[i] = heap[parent];
    i = parent;
  }
  heap[i] = e;
}

static event next_event(void) {
  event top = heap[0], last = heap[--pending];
  int i = 0;
  for (;;) {
    int first = 4 * i + 1;
    if (first >= pending) break;
    int best = first, end = first + 4 < pending ? first + 4 : pending;
    for (int c = first + 1; c < end; c++)
      if (before(&heap[c], &heap[best])) best = c;
    if (!before(&heap[best], &last)) break;
    heap[i] = heap[best];
    i = best;
  }
  heap[i] = last;
  return top;
}

typedef struct {
  int *queue, size, head, waiting, idle;
} pool;

static pool make_pool(int servers, int trucks) {
  pool p = {malloc(sizeof(int) * trucks), trucks, 0, 0, servers};
  return p;
}

/* 1 where a server takes the truck at once. */
static int seize(pool *p, int truck) {
  if (p->idle > 0) {
    p->idle--;
    return 1;
  }
  p->queue[(p->head + p->waiting++) % p->size] = truck;
  return 0;
}

/* The truck that is served next, or -1. */
static int release(pool *p) {
  if (p->waiting == 0) {
    p->idle++;
    return -1;
  }
  int truck = p->queue[p->head];
  p->head = (p->head + 1) % p->size;
  p->waiting--;
  return truck;
}

enum { ARRIVE_LOADER, END_LOADING, ARRIVE_DUMP, END_DUMPING };

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  const int trucks = atoi(argv[1]), loaders = atoi(argv[2]), bays = atoi(argv[3]);
  const int64_t wanted = atoll(argv[4]);
  uint64_t seed = strtoull(argv[5], NULL, 10);
  for (int p = 0; p < 4; p++)
    for (int w = 0; w < 4; w++) s[p][w] = splitmix(&seed);
  heap = malloc(sizeof(event) * (trucks + 1));
  pool loading = make_pool(loaders, trucks), dumping = make_pool(bays, trucks);

  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  int64_t cycles = 0;
  double now = 0;
  for (int t = 0; t < trucks; t++) schedule(exponential(3, 8), ARRIVE_LOADER, t);
  while (cycles < wanted) {
    const event e = next_event();
    int other;
    now = e.time;
    switch (e.kind) {
      case ARRIVE_LOADER:
        if (seize(&loading, e.truck)) schedule(now + exponential(0, 3), END_LOADING, e.truck);
        break;
      case END_LOADING:
        schedule(now + exponential(1, 12), ARRIVE_DUMP, e.truck);
        if ((other = release(&loading)) >= 0) schedule(now + exponential(0, 3), END_LOADING, other);
        break;
      case ARRIVE_DUMP:
        if (seize(&dumping, e.truck)) schedule(now + exponential(2, 1), END_DUMPING, e.truck);
        break;
      default:
        cycles++;
        schedule(now + exponential(3, 8), ARRIVE_LOADER, e.truck);
        if ((other = release(&dumping)) >= 0) schedule(now + exponential(2, 1), END_DUMPING, other);
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  printf("%lld %.9f %.9f\n", (long long)cycles,
         (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec), (double)cycles / now);
  return 0;
}
