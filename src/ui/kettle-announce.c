// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-announce.h"

/**
 * kettle_announce:
 * @widget: what says it
 * @text: what it says
 *
 * Lets a screen reader say it although the focus is elsewhere. ATK has this signal since 2.46.
 */
void
kettle_announce (GtkWidget *widget, const char *text)
{
  static const char name[] = "announcement";

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  if (g_signal_lookup (name, ATK_TYPE_OBJECT) != 0)
    g_signal_emit_by_name (gtk_widget_get_accessible (widget), name, text);
}
