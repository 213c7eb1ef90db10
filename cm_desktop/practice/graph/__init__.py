"""What every platform on Graph shares: calls, parameters, fields, lists, cursors, quota. May not know one platform's nodes."""
