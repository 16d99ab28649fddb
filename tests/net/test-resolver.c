// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/test-resolver.h"

/* A resolver with one answer to every question: addresses, "no such name", or nothing at all. */
struct _TestResolver {
  GResolver parent_instance;

  GResolver *usual;
  char **answer;
  GString *asked;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
free_addresses (gpointer addresses)
{
  g_resolver_free_addresses (addresses);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_task_return_error_if_cancelled (G_TASK (user_data));

  return G_SOURCE_REMOVE;
}

static void
test_resolver_lookup (GResolver *resolver,
                      const char *hostname,
                      GResolverNameLookupFlags flags,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  TestResolver *self = TEST_RESOLVER (resolver);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GList *addresses = NULL;

  g_string_append_printf (self->asked, "%s ", hostname);
  g_assert_cmpint (flags, ==, G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY);

  if (self->answer == NULL) {
    g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

    g_task_attach_source (task, cancelled, G_SOURCE_FUNC (on_cancelled));
    return;
  }

  for (char **text = self->answer; *text != NULL; text++)
    addresses = g_list_append (addresses, g_inet_address_new_from_string (*text));
  if (addresses != NULL)
    g_task_return_pointer (task, addresses, free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No %s", hostname);
}

static GList *
test_resolver_lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_finalize (GObject *object)
{
  TestResolver *self = TEST_RESOLVER (object);

  g_object_unref (self->usual);
  g_strfreev (self->answer);
  g_string_free (self->asked, TRUE);

  G_OBJECT_CLASS (test_resolver_parent_class)->finalize (object);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_resolver_finalize;
  resolver_class->lookup_by_name_with_flags_async = test_resolver_lookup;
  resolver_class->lookup_by_name_with_flags_finish = test_resolver_lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
  self->usual = g_resolver_get_default ();
  self->asked = g_string_new (NULL);
}

/**
 * test_resolver_install:
 * @answer: (nullable): numeric addresses with blanks between them, "" for "no such name", %NULL for
 *   no answer ever
 *
 * Returns: (transfer full): the resolver everybody asks now, until test_resolver_remove()
 */
TestResolver *
test_resolver_install (const char *answer)
{
  TestResolver *self = g_object_new (TEST_TYPE_RESOLVER, NULL);

  if (answer != NULL)
    self->answer = answer[0] != '\0' ? g_strsplit (answer, " ", -1) : g_new0 (char *, 1);
  g_resolver_set_default (G_RESOLVER (self));

  return self;
}

/**
 * test_resolver_remove:
 * @self: the installed resolver
 *
 * Puts the usual one back.
 */
void
test_resolver_remove (TestResolver *self)
{
  g_resolver_set_default (self->usual);
}

/**
 * test_resolver_get_asked:
 * @self: a resolver
 *
 * Returns: (transfer none): the names it was asked for, a blank after each
 */
const char *
test_resolver_get_asked (TestResolver *self)
{
  return self->asked->str;
}
