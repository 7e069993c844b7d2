/* Random bytes that are the same in every run: loaded before the C library by benches/instructions, so that hash tables and
 * the allocator, which ask for random bytes at their start, go the same way each time. The bytes differ from each other, as
 * random ones do: a hash seeded with one and the same byte can put everything into one place. For measuring alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <sys/types.h>

ssize_t getrandom(void *bytes, size_t count, unsigned flags) {
    (void)flags;
    unsigned long long state = 0x5a;
    for (size_t at = 0; at < count; at++) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        ((unsigned char *)bytes)[at] = (unsigned char)(state >> 56);
    }
    return (ssize_t)count;
}

long syscall(long number, ...) {
    long arguments[6];
    va_list list;
    va_start(list, number);
    for (int at = 0; at < 6; at++) arguments[at] = va_arg(list, long);
    va_end(list);
    if (number == SYS_getrandom) return getrandom((void *)arguments[0], (size_t)arguments[1], 0);
    static long (*next)(long, ...);
    if (!next) next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    return next(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}
