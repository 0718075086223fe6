#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
#include <wchar.h>

/* How readline measures characters; the C library's header shows it only under feature macros that a module cannot set. */
extern int wcwidth(wchar_t character);
