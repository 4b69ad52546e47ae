/* For tests under wine only: the one function of bcryptprimitives.dll that Rust's standard library calls, answered by
 * the older function that wine has (SystemFunction036, also known as RtlGenRandom). Never shipped. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
